/** Bring outside data in as source tables. Floor 3. */
package io.meshwright.source;
