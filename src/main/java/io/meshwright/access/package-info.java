/** Who may do what: accounts, roles, tokens. Floor 3. */
package io.meshwright.access;
