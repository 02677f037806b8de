// What Node for Windows asks of Windows and wine 8 does not have. Imported by each of its processes.
import { Socket } from 'node:net';

// A connection whose keep-alive is set before it is made fails: wine knows no TCP_KEEPCNT.
Socket.prototype.setKeepAlive = function () {
  return this;
};
