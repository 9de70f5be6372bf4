/** Schedule, execute, publish, remember: the only place where time passes. Floor 4. */
package io.meshwright.run;
