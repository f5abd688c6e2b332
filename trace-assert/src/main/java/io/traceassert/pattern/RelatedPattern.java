package io.traceassert.pattern;

import static java.util.Objects.requireNonNull;

/**
 * The part of a pattern's builder that speaks of other spans of the trace. A class of its own only
 * to keep it apart: it is public through {@link SpanPattern}.
 */
abstract sealed class RelatedPattern permits AttributedPattern {

  abstract SpanPattern with(Part part);

  private SpanPattern related(Kin kin, boolean expected, SpanPattern relative) {
    return with(new Relation(kin, expected, requireNonNull(relative, kin.word())));
  }

  private SpanPattern related(Kin kin, boolean expected, String relative) {
    return related(kin, expected, SpanPattern.of(SpanPattern.notBlank(relative, kin.word())));
  }

  /**
   * Adds that the parent is as described.
   *
   * @param parent the parent
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern childOf(SpanPattern parent) {
    return related(Kin.PARENT, true, parent);
  }

  /**
   * Adds that the parent is as described.
   *
   * @param parent the parent, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern childOf(String parent) {
    return related(Kin.PARENT, true, parent);
  }

  /**
   * Adds that an ancestor, at any distance, is as described.
   *
   * @param ancestor the ancestor
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern descendantOf(SpanPattern ancestor) {
    return related(Kin.ANCESTOR, true, ancestor);
  }

  /**
   * Adds that an ancestor, at any distance, is as described.
   *
   * @param ancestor the ancestor, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern descendantOf(String ancestor) {
    return related(Kin.ANCESTOR, true, ancestor);
  }

  /**
   * Adds that a child is as described.
   *
   * @param child the child
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern parentOf(SpanPattern child) {
    return related(Kin.CHILD, true, child);
  }

  /**
   * Adds that a child is as described.
   *
   * @param child the child, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern parentOf(String child) {
    return related(Kin.CHILD, true, child);
  }

  /**
   * Adds that a descendant, at any distance, is as described.
   *
   * @param descendant the descendant
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern ancestorOf(SpanPattern descendant) {
    return related(Kin.DESCENDANT, true, descendant);
  }

  /**
   * Adds that a descendant, at any distance, is as described.
   *
   * @param descendant the descendant, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern ancestorOf(String descendant) {
    return related(Kin.DESCENDANT, true, descendant);
  }

  /**
   * Adds that another child of the same parent is as described.
   *
   * @param sibling the sibling
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern siblingOf(SpanPattern sibling) {
    return related(Kin.SIBLING, true, sibling);
  }

  /**
   * Adds that another child of the same parent is as described.
   *
   * @param sibling the sibling, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern siblingOf(String sibling) {
    return related(Kin.SIBLING, true, sibling);
  }

  /**
   * Adds that the parent, if there is one, is not as described. Does not hold for a span whose
   * parent was not captured.
   *
   * @param parent the parent
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern notChildOf(SpanPattern parent) {
    return related(Kin.PARENT, false, parent);
  }

  /**
   * Adds that the parent, if there is one, is not as described. Does not hold for a span whose
   * parent was not captured.
   *
   * @param parent the parent, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern notChildOf(String parent) {
    return related(Kin.PARENT, false, parent);
  }

  /**
   * Adds that no ancestor is as described. Does not hold for a span whose ancestors were not all
   * captured.
   *
   * @param ancestor the ancestor
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern notDescendantOf(SpanPattern ancestor) {
    return related(Kin.ANCESTOR, false, ancestor);
  }

  /**
   * Adds that no ancestor is as described. Does not hold for a span whose ancestors were not all
   * captured.
   *
   * @param ancestor the ancestor, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern notDescendantOf(String ancestor) {
    return related(Kin.ANCESTOR, false, ancestor);
  }

  /**
   * Adds that no captured child is as described.
   *
   * @param child the child
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern notParentOf(SpanPattern child) {
    return related(Kin.CHILD, false, child);
  }

  /**
   * Adds that no captured child is as described.
   *
   * @param child the child, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern notParentOf(String child) {
    return related(Kin.CHILD, false, child);
  }

  /**
   * Adds that no captured descendant is as described.
   *
   * @param descendant the descendant
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern notAncestorOf(SpanPattern descendant) {
    return related(Kin.DESCENDANT, false, descendant);
  }

  /**
   * Adds that no captured descendant is as described.
   *
   * @param descendant the descendant, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern notAncestorOf(String descendant) {
    return related(Kin.DESCENDANT, false, descendant);
  }

  /**
   * Adds that no other child of the same parent is as described. Does not hold for a span whose
   * parent was not captured.
   *
   * @param sibling the sibling
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says that, or the contrary, already
   */
  public SpanPattern notSiblingOf(SpanPattern sibling) {
    return related(Kin.SIBLING, false, sibling);
  }

  /**
   * Adds that no other child of the same parent is as described. Does not hold for a span whose
   * parent was not captured.
   *
   * @param sibling the sibling, as {@link SpanPattern#of} reads it; a name will do
   * @return a new pattern
   * @throws IllegalArgumentException if the text cannot be read, or the pattern says that, or the
   *     contrary, already
   */
  public SpanPattern notSiblingOf(String sibling) {
    return related(Kin.SIBLING, false, sibling);
  }
}
