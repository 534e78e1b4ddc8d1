/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the text of a block is when nobody speaks it. Private to script/.
 */
#ifndef SCRIPT_KINDS_H
#define SCRIPT_KINDS_H

#include "book/book.h"
#include "script/script.h"

enum utterance_kind utterance_kind_of_block(enum block_kind kind);

#endif
