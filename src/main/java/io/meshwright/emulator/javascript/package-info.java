/** Functions in JavaScript: QuickJS inside the JVM, without files, network or clock of its own, and their values. Floor 2. */
package io.meshwright.emulator.javascript;
