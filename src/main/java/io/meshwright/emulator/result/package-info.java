/** Rows on their way out: encoded once, kept for a while, paged quickly. */
package io.meshwright.emulator.result;
