package dev.chatctl.description;

/**
 * Something wrong with a description.
 *
 * @param line of the file, from 1
 * @param message what is wrong, and what is expected
 */
public record DescriptionProblem(int line, String message) {}
