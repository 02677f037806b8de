// Replaces @vscode/spdlog, whose native module isn't built. Without it, VS Code writes no log files,
// and extensions' output channels stay empty.
'use strict';
const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    this.level = 2;
    this.formatted = true;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.appendFileSync(file, '');
  }
  /** @param {number} level @param {string} message */
  write(level, message) {
    if (level < this.level) {
      return;
    }
    const time = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString();
    const head = `${time.slice(0, -1).replace('T', ' ')} [${LEVELS[level]}] `;
    fs.appendFileSync(this.file, this.formatted ? `${head}${message}\n` : message);
  }
  /** @param {string} message */
  trace(message) {
    this.write(0, message);
  }
  /** @param {string} message */
  debug(message) {
    this.write(1, message);
  }
  /** @param {string} message */
  info(message) {
    this.write(2, message);
  }
  /** @param {string} message */
  warn(message) {
    this.write(3, message);
  }
  /** @param {string} message */
  error(message) {
    this.write(4, message);
  }
  /** @param {string} message */
  critical(message) {
    this.write(5, message);
  }
  /** @param {number} level */
  setLevel(level) {
    this.level = level;
  }
  getLevel() {
    return this.level;
  }
  setPattern() {
    this.formatted = true;
  }
  clearFormatters() {
    this.formatted = false;
  }
  flush() {
    return undefined;
  }
  drop() {
    return undefined;
  }
}

/** @param {string} _name @param {string} file */
const create = (_name, file) => Promise.resolve(new Logger(file));
exports.version = 0;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.shutdown = () => undefined;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
exports.Logger = Logger;
