/** The JSON API and its errors. Floor 6. */
package io.meshwright.api;
