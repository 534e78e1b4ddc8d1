/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a lexicon of an EPUB. */
#define FUZZ_MEMBER "EPUB/words.pls"
#include "epub_member.h"
