// What Node for Windows needs and wine 8 lacks. Each Node process imports it.
import { Socket } from 'node:net';

// A connection fails if its keep-alive is set before it is made: wine lacks TCP_KEEPCNT.
Socket.prototype.setKeepAlive = function () {
  return this;
};
