/** Read, validate and compare data contracts: ODCS documents as records. Floor 1. */
package io.meshwright.contract;
