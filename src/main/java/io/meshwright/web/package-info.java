/** HTML pages. Floor 6. */
package io.meshwright.web;
