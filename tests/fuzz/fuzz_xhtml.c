/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a chapter of an EPUB. */
#define FUZZ_MEMBER "EPUB/c1.xhtml"
#include "epub_member.h"
