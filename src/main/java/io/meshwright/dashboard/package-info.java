/** Dashboards as code over published products. Floor 5. */
package io.meshwright.dashboard;
