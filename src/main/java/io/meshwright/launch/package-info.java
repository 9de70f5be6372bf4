/** Start the application and what it embeds. Floor 7. */
package io.meshwright.launch;
