/** YAML documents as trees that know where everything stands, and the shapes they must have. Floor 0, on diagnostic. */
package io.meshwright.document;
