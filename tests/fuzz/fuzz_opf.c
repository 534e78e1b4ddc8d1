/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the package document of an EPUB. */
#define FUZZ_MEMBER "EPUB/book.opf"
#include "epub_member.h"
