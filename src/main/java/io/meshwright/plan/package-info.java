/** Compile products against their contracts and order the work. Pure. Floor 3. */
package io.meshwright.plan;
