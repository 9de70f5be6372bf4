/** Write streams: rows sent as protocol buffers, in order, on their way into tables. */
package io.meshwright.emulator.write;
