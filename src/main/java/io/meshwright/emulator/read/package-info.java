/** Read sessions: the rows of a table or a result, divided into streams, in Arrow's or Avro's form. */
package io.meshwright.emulator.read;
