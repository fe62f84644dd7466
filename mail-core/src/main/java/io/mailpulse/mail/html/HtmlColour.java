package io.mailpulse.mail.html;

/**
 * A run of lines whose letters all have one lively colour.
 *
 * @param colour red, green and blue, eight bits each
 * @param firstLine first line of the text, counted from 0, inclusive
 * @param endLine last line, exclusive
 */
public record HtmlColour(int colour, int firstLine, int endLine) {}
