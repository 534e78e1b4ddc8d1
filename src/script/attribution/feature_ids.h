/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of the features of scene_features.c; scene_weights.c has a weight for each. Ranges are
 * given by their first number; what varies inside a range stands behind it, the last one varying
 * fastest.
 */
#ifndef SCRIPT_ATTRIBUTION_FEATURE_IDS_H
#define SCRIPT_ATTRIBUTION_FEATURE_IDS_H

enum feature {
    F_NONE,
    F_UNKNOWN,               /* nobody we know: 4 turn modes */
    F_I = F_UNKNOWN + 4,     /* the narrator: 4 turn modes */
    F_DESCRIPTION = F_I + 4, /* known by a description only: without, with a pronoun tag */
    F_TAG_NAME_IS = F_DESCRIPTION + 2,  /* 3 forms of tag: beat, any verb, verb of speaking */
    F_TAG_NAME_NOT = F_TAG_NAME_IS + 3, /* 3 forms */
    F_TAG_DESC_IS = F_TAG_NAME_NOT + 3, /* "the old man": 3 forms */
    F_TAG_OWNED_IS = F_TAG_DESC_IS + 3, /* "his aunt": 3 forms */
    F_TAG_DESC_FITS =
        F_TAG_OWNED_IS + 3, /* another person: 3 forms, gender fits, unknown, clashes */
    F_TAG_DESC_OTHER = F_TAG_DESC_FITS + 9, /* the narrator or nobody: 3 forms */
    F_TAG_PRON_FITS = F_TAG_DESC_OTHER + 3, /* he, she: 3 forms, fits, unknown, clashes */
    F_TAG_PRON_I = F_TAG_PRON_FITS + 9,     /* he or she, and the narrator: 3 forms */
    F_TAG_I_IS = F_TAG_PRON_I + 3,          /* 3 forms */
    F_TAG_I_NOT = F_TAG_I_IS + 3,           /* 3 forms */
    F_ANTECEDENT =
        F_TAG_I_NOT + 3, /* beat or tag; rank among the subjects of that gender, 0 to 4 */
    F_ADDRESSED = F_ANTECEDENT + 10, /* addressed in the turn at -2 to 2 */
    F_SPOKEN_OF = F_ADDRESSED + 5,   /* mentioned in the turn at -2 to 2 */
    F_NEAR_TAG = F_SPOKEN_OF + 5,    /* named by the tag at -4 to 4, without 0 */
    F_NEAR_GENDER = F_NEAR_TAG + 8,  /* pronoun tag at -2, -1, 1, 2: fits, clashes */
    F_LOCAL = F_NEAR_GENDER + 8,     /* without, with pronoun tag; tags around: 0 1 2 3-5 6 */
    F_NARRATED = F_LOCAL + 10,       /* without, with pronoun tag; rank 0 to 6 */
    F_SUBJECT = F_NARRATED + 14,     /* the same; rank 0 to 4 */
    F_LATER = F_SUBJECT + 10,        /* the same */
    F_SIZE = F_LATER + 10,           /* tags in the whole book: 0 1-3 4-19 20-79 80 */
    F_STEP_SAME = F_SIZE + 5,      /* speaks again: 4 gaps, 4 modes; turn before: without narration,
                                      with, asking without, asking with */
    F_STEP_TWO = F_STEP_SAME + 64, /* spoke two turns before: 3 runs, 4 modes, the same */
    F_TOLD = F_STEP_TWO + 48, /* in the narration of the turn, but its tag: 4 modes, rank 0 to 1 */
    F_TOLD_BEFORE = F_TOLD + 8,    /* in that of the turn before: 4 modes, rank 0 to 1 */
    F_BETWEEN = F_TOLD_BEFORE + 8, /* in the paragraphs between: 4 modes, rank 0 to 2 */
    F_SPOKE = F_BETWEEN + 12,  /* second pass; last speakers: 4 modes, rank 0 to 4, not at all */
    F_SPEAKS = F_SPOKE + 24,   /* next speakers: the same */
    F_PRESENT = F_SPEAKS + 24, /* lines around: 2 modes, 0, 1, 2-3, 4-6, 7 and more */
    F_DENSE_BEFORE = F_PRESENT + 10,     /* named in narration before: 4 modes; 0 1 2-3 4-7 8 */
    F_DENSE_AFTER = F_DENSE_BEFORE + 20, /* and behind the turn */
    F_TOP = F_DENSE_AFTER + 20, /* rank by that among those who fit the tag: 2 modes, rank 0 to 3 */
    F_TAG_DESC_KNOWN =
        F_TOP + 8, /* tags of that description in the book: plain, with age; 1 2-4 5 */
    F_ANTECEDENT_NEAR = F_TAG_DESC_KNOWN + 6, /* beat or tag; rank as F_ANTECEDENT, 0 to 2; where */
    F_NAMED_NEAR = F_ANTECEDENT_NEAR + 24,    /* the same among all that are named */
    F_FOCUS_TAG = F_NAMED_NEAR + 24, /* beat or tag; rank of that gender in focus, 0 to 4 */
    F_FOCUS = F_FOCUS_TAG + 10,      /* without tag: 2 modes, rank 0 to 5 */
    F_ADDRESS = F_FOCUS + 12, /* addressed as sir or madam in the turn at -1 to 1: fits, clashes */
    F_COUNT = F_ADDRESS + 6
};

#endif
