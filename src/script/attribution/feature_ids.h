/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to script/attribution. The features of a candidate (features.c) and of a step from one
 * turn to the next (candidates.c). Each row has a name, how many values each of up to three things
 * that vary in the feature has, and what it is. The numbers follow from the rows, and weights.c has
 * a weight for each number, so a new feature comes last.
 *
 * Words that recur in the rows:
 *   form     of a tag: 0 action beat, 1 any verb, 2 verb of speaking
 *   beat     0 action beat, 1 dialogue tag
 *   mode     of the turn: enum turn_mode
 *   pronoun  1: the turn has a tag with a pronoun (MODE_PRONOUN), 0: it has not
 *   rank     in a list of persons (struct recent): 0 the one mentioned last; the largest value
 * means farther back or not at all fit      of gender: 0 the same, 1 one of them unknown, 2 they
 * clash; of two values, the unknown one is left out gap      to the turn before: 0 the next
 * paragraph, 1 near, 2 far, 3 the same paragraph which    gaps of the last two turns: 0 both 0, 2
 * one of them far, 1 all others kind     of the turn before: 1 if its paragraph has no narration,
 * and 2 more if it asks where    the last mention: 0 in the paragraph, 1 since the turn before, 2
 * near, 3 farther back A list of figures gives the smallest count of each value: "0 1 2 3 6" means
 * 0, 1, 2, 3 to 5, and 6 or more. Chosen; the weights are trained with them.
 */
#ifndef SCRIPT_ATTRIBUTION_FEATURE_IDS_H
#define SCRIPT_ATTRIBUTION_FEATURE_IDS_H

/* clang-format off */
#define FEATURES(ROW)                                                                              \
    ROW(NONE, 1, 1, 1, "no feature")                                                               \
    ROW(UNKNOWN, 4, 1, 1, "the candidate is nobody we know: mode")                                 \
    ROW(I, 4, 1, 1, "the candidate is the first-person narrator: mode")                            \
    ROW(DESCRIPTION, 2, 1, 1, "known only by a description, and not a main part: pronoun")         \
    ROW(TAG_NAME_IS, 3, 1, 1, "the tag names the candidate: form")                                 \
    ROW(TAG_NAME_NOT, 3, 1, 1, "the tag names somebody else: form")                                \
    ROW(TAG_DESC_IS, 3, 1, 1, "the tag describes the candidate, 'the old man': form")              \
    ROW(TAG_OWNED_IS, 3, 1, 1, "the same, 'his aunt': form")                                       \
    ROW(TAG_DESC_FITS, 3, 3, 1, "the tag describes another person: form; fit")                     \
    ROW(TAG_DESC_OTHER, 3, 1, 1, "a description in the tag; the narrator or nobody we know: form") \
    ROW(TAG_PRON_FITS, 3, 3, 1, "the tag has 'he' or 'she': form; fit")                            \
    ROW(TAG_PRON_I, 3, 1, 1, "the tag has 'he' or 'she', the candidate is the narrator: form")     \
    ROW(TAG_I_IS, 3, 1, 1, "the tag has 'I', the candidate is the narrator: form")                 \
    ROW(TAG_I_NOT, 3, 1, 1, "the tag has 'I', the candidate is somebody else: form")               \
    ROW(ANTECEDENT, 2, 5, 1, "of the pronoun, among the subjects of its gender: beat; rank")       \
    ROW(ADDRESSED, 5, 1, 1, "addressed in the turn at -2, -1, 0, 1, 2")                            \
    ROW(SPOKEN_OF, 5, 1, 1, "mentioned, not addressed, in the turn at -2, -1, 0, 1, 2")            \
    ROW(NEAR_TAG, 8, 1, 1, "named by the tag of the turn at -4 to -1, 1 to 4")                     \
    ROW(NEAR_GENDER, 4, 2, 1, "pronoun tag of the turn at -2, -1, 1, 2: offset; fit")                \
    ROW(LOCAL, 2, 5, 1, "named by so many tags of the turns around: pronoun; 0 1 2 3 6")           \
    ROW(NARRATED, 2, 7, 1, "narration before the turn names the candidate: pronoun; rank")         \
    ROW(SUBJECT, 2, 5, 1, "... as a subject: pronoun; rank")                                       \
    ROW(LATER, 2, 5, 1, "narration after the turn names the candidate: pronoun; rank")             \
    ROW(SIZE, 5, 1, 1, "tags in the whole book: 0 1 4 20 80")                                      \
    ROW(STEP_SAME, 4, 4, 4, "the speaker of the turn before speaks again: gap; mode; kind")        \
    ROW(STEP_TWO, 3, 4, 4, "the speaker of two turns before speaks again: which; mode; kind")\
    ROW(TOLD, 4, 2, 1, "in the narration of the paragraph, but not in its tag: mode; rank")        \
    ROW(TOLD_BEFORE, 4, 2, 1, "the same in that of the turn before: mode; rank")                   \
    ROW(BETWEEN, 4, 3, 1, "in the paragraphs between the two: mode; rank")                         \
    ROW(SPOKE, 4, 6, 1, "later passes: among the speakers before: mode; rank")                     \
    ROW(SPEAKS, 4, 6, 1, "later passes: among the speakers after: mode; rank")                     \
    ROW(PRESENT, 2, 5, 1, "later passes: lines in the turns around: pronoun; 0 1 2 4 7")           \
    ROW(DENSE_BEFORE, 4, 5, 1, "how often narration before names the candidate: mode; 0 1 2 4 8")  \
    ROW(DENSE_AFTER, 4, 5, 1, "... and after the turn: mode; 0 1 2 4 8")                           \
    ROW(TOP, 2, 4, 1, "rank by both among the candidates whose gender fits the tag: pronoun; rank")\
    ROW(TAG_DESC_KNOWN, 2, 3, 1, "tags with that description in the book: plain, with age; 0 2 5") \
    ROW(ANTECEDENT_NEAR, 2, 3, 4, "as ANTECEDENT: beat; rank; where")                              \
    ROW(NAMED_NEAR, 2, 3, 4, "the same among all that narration names: beat; rank; where")         \
    ROW(FOCUS_TAG, 2, 5, 1, "of the gender of the pronoun, among those in focus: beat; rank")      \
    ROW(FOCUS, 2, 6, 1, "without a tag, among those in focus: mode; rank")                         \
    ROW(ADDRESS, 3, 2, 1, "the turn at -1, 0, 1 addresses a sir or a madam: offset; fit")
/* clang-format on */

/* F_ANTECEDENT is the number of its first value. */
enum feature {
#define FEATURE_NUMBER(name, a, b, c, what) F_##name, F_##name##_END = F_##name + (a) * (b) * (c)-1,
    FEATURES(FEATURE_NUMBER)
#undef FEATURE_NUMBER
        F_COUNT
};

/* How many values the second and the third thing have. */
enum {
#define FEATURE_SIZES(name, a, b, c, what) F_##name##_SECOND = (b), F_##name##_THIRD = (c),
    FEATURES(FEATURE_SIZES)
#undef FEATURE_SIZES
};

/* The number of a feature in which two things vary, FEATURE_2(FOCUS, mode, rank), or three. */
#define FEATURE_2(name, first, second) (F_##name + (first)*F_##name##_SECOND + (second))
#define FEATURE_3(name, first, second, third)                                                      \
    (F_##name + ((first)*F_##name##_SECOND + (second)) * F_##name##_THIRD + (third))

#endif
