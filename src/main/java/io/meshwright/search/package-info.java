/** Find products, contracts and columns. Floor 5. */
package io.meshwright.search;
