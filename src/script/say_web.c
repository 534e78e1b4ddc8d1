#include "script/say_parts.h"

bool say_web(struct sayer *s, struct token word) {
    (void)s;
    (void)word;
    return false;
}
