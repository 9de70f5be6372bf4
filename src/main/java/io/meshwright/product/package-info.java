/** Domains, teams, sources, data products, their versions and ports: what the mesh consists of. Floor 2. */
package io.meshwright.product;
