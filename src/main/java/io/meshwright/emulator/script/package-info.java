/** Scripts: GoogleSQL's procedural language, run statement by statement. */
package io.meshwright.emulator.script;
