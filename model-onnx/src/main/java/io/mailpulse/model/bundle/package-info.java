/**
 * What is a model made of, and is it the one that was meant? Manifests, and bundles read from the
 * class path, a folder or an archive with every digest checked.
 */
package io.mailpulse.model.bundle;
