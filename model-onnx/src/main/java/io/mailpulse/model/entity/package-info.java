/**
 * Where does a token-classification graph see names and addresses? Reads exports of Hugging Face as
 * they are, and answers redaction through {@code io.mailpulse.schema.entity}.
 */
package io.mailpulse.model.entity;
