/** Generate the data of the sample mesh, deterministically and in any size. Floor 1. */
package io.meshwright.sample;
