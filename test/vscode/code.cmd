@echo off
node "%~dp0code.ts" %*
