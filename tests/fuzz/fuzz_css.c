/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a style sheet of an EPUB. */
#define FUZZ_MEMBER "EPUB/style.css"
#include "epub_member.h"
