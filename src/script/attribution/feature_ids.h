/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The features of features.c: one row each says its name, how many values each of up to three
 * things that vary in it has, and what it is. The numbers follow from the rows; weights.c has a
 * weight for each number, so a new feature comes last.
 */
#ifndef SCRIPT_ATTRIBUTION_FEATURE_IDS_H
#define SCRIPT_ATTRIBUTION_FEATURE_IDS_H

/* clang-format off */
#define FEATURES(ROW)                                                                              \
    ROW(NONE, 1, 1, 1, "no feature")                                                               \
    ROW(UNKNOWN, 4, 1, 1, "nobody we know: turn mode")                                             \
    ROW(I, 4, 1, 1, "the narrator: turn mode")                                                     \
    ROW(DESCRIPTION, 2, 1, 1, "known by a description only: without, with a pronoun tag")          \
    ROW(TAG_NAME_IS, 3, 1, 1, "form of tag: beat, any verb, verb of speaking")                     \
    ROW(TAG_NAME_NOT, 3, 1, 1, "form")                                                             \
    ROW(TAG_DESC_IS, 3, 1, 1, "'the old man': form")                                               \
    ROW(TAG_OWNED_IS, 3, 1, 1, "'his aunt': form")                                                 \
    ROW(TAG_DESC_FITS, 3, 3, 1, "another person: form; gender fits, unknown, clashes")             \
    ROW(TAG_DESC_OTHER, 3, 1, 1, "the narrator or nobody: form")                                   \
    ROW(TAG_PRON_FITS, 3, 3, 1, "he, she: form; fits, unknown, clashes")                           \
    ROW(TAG_PRON_I, 3, 1, 1, "he or she, and the narrator: form")                                  \
    ROW(TAG_I_IS, 3, 1, 1, "form")                                                                 \
    ROW(TAG_I_NOT, 3, 1, 1, "form")                                                                \
    ROW(ANTECEDENT, 2, 5, 1, "beat or tag; rank among the subjects of that gender")                \
    ROW(ADDRESSED, 5, 1, 1, "addressed in the turn at -2 to 2")                                    \
    ROW(SPOKEN_OF, 5, 1, 1, "mentioned in the turn at -2 to 2")                                    \
    ROW(NEAR_TAG, 8, 1, 1, "named by the tag at -4 to 4, without 0")                               \
    ROW(NEAR_GENDER, 4, 2, 1, "pronoun tag at -2, -1, 1, 2; fits, clashes")                        \
    ROW(LOCAL, 2, 5, 1, "without, with pronoun tag; tags around: 0 1 2 3-5 6")                     \
    ROW(NARRATED, 2, 7, 1, "without, with pronoun tag; rank")                                      \
    ROW(SUBJECT, 2, 5, 1, "the same")                                                              \
    ROW(LATER, 2, 5, 1, "the same")                                                                \
    ROW(SIZE, 5, 1, 1, "tags in the whole book: 0 1-3 4-19 20-79 80")                              \
    ROW(STEP_SAME, 4, 4, 4, "speaks again: gap; mode; turn before without narration, with, asking without, with") \
    ROW(STEP_TWO, 3, 4, 4, "spoke two turns before: run; mode; as STEP_SAME")                      \
    ROW(TOLD, 4, 2, 1, "in the narration of the turn, but its tag: mode; rank")                    \
    ROW(TOLD_BEFORE, 4, 2, 1, "in that of the turn before: mode; rank")                            \
    ROW(BETWEEN, 4, 3, 1, "in the paragraphs between: mode; rank")                                 \
    ROW(SPOKE, 4, 6, 1, "second pass; last speakers: mode; rank, 5: not at all")                   \
    ROW(SPEAKS, 4, 6, 1, "next speakers: the same")                                                \
    ROW(PRESENT, 2, 5, 1, "lines around: without, with pronoun tag; 0 1 2-3 4-6 7")                \
    ROW(DENSE_BEFORE, 4, 5, 1, "named in narration before: mode; 0 1 2-3 4-7 8")                   \
    ROW(DENSE_AFTER, 4, 5, 1, "and after the turn")                                                \
    ROW(TOP, 2, 4, 1, "rank by that among those who fit the tag: without, with pronoun tag; rank") \
    ROW(TAG_DESC_KNOWN, 2, 3, 1, "tags of that description in the book: plain, with age; 1 2-4 5") \
    ROW(ANTECEDENT_NEAR, 2, 3, 4, "beat or tag; rank as ANTECEDENT; where")                        \
    ROW(NAMED_NEAR, 2, 3, 4, "the same among all that are named")                                  \
    ROW(FOCUS_TAG, 2, 5, 1, "beat or tag; rank of that gender in focus")                           \
    ROW(FOCUS, 2, 6, 1, "without tag: mode; rank")                                                 \
    ROW(ADDRESS, 3, 2, 1, "addressed as sir or madam in the turn at -1 to 1; fits, clashes")
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

/* The number of a feature of which two things vary: FEATURE_2(ANTECEDENT, tag_form, rank); three.
 */
#define FEATURE_2(name, first, second) (F_##name + (first)*F_##name##_SECOND + (second))
#define FEATURE_3(name, first, second, third)                                                      \
    (F_##name + ((first)*F_##name##_SECOND + (second)) * F_##name##_THIRD + (third))

#endif
