/**
 * What configurations and models take from AWS: objects of S3 and secrets of Secrets Manager. The
 * SDK is optional; a class path without it refuses such places by name and misses nothing else.
 */
package io.mailpulse.settings.aws;
