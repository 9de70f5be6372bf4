/** What is wrong, where, and the way out. Floor 0. */
package io.meshwright.diagnostic;
