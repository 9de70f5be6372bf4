/** Turn contract rules into checks and judge a table by them. Floor 3. */
package io.meshwright.audit;
