/** HTML pages: the shell around them, discovery, products, runs. Floor 6. */
package io.meshwright.web;
