// Terminals that take direct colours mostly say so in COLORTERM alone, while ncurses believes only terminfo. So
// the terminal's own description is written anew with that one fact added (term(5), the format with 32-bit numbers).
#include <stdint.h>
#include <string.h>

#include "internal.h"

typedef struct {
    unsigned char bytes[16384];
    size_t count;
    int overflowed;
} buffer;

static void put_bytes(buffer *out, const void *bytes, size_t count)
{
    if (out->count + count > sizeof out->bytes) {
        out->overflowed = 1;
        return;
    }
    memcpy(out->bytes + out->count, bytes, count);
    out->count += count;
}

static void put_number(buffer *out, int32_t value, int width)
{
    for (int i = 0; i < width; i++) {
        unsigned char byte = (unsigned char)((uint32_t)value >> (8 * i));
        put_bytes(out, &byte, 1);
    }
}

static void align(buffer *out)
{
    if (out->count % 2) put_number(out, 0, 1);
}

#define DIRECT(ansi, bright, extended)                                                                        \
    "\033[%?%p1%{8}%<%t" ansi "%p1%d%e%p1%{16}%<%t" bright "%p1%{8}%-%d%e" extended                           \
    "8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

static const char *string_value(const char *name)
{
    if (!strcmp(name, "setaf")) return DIRECT("3", "9", "3");
    if (!strcmp(name, "setab")) return DIRECT("4", "10", "4");
    // Colours cannot be redefined any more, and the old ways to set them count fewer.
    if (!strcmp(name, "initc") || !strcmp(name, "oc") || !strcmp(name, "setf") || !strcmp(name, "setb")) return NULL;
    return cn_description_string(name);
}

static int32_t number_value(const char *name)
{
    return strcmp(name, "colors") ? cn_description_number(name) : 0x1000000;
}

static void put_strings(buffer *out, buffer *table, int count)
{
    for (int i = 0; i < count; i++) {
        const char *value = string_value(cn_string_name(i));
        put_number(out, value ? (int32_t)table->count : -1, 2);
        if (value) put_bytes(table, value, strlen(value) + 1);
    }
    put_bytes(out, table->bytes, table->count);
}

/// The extended part: the two flags by which ncurses knows default and direct colours.
static void put_extensions(buffer *out)
{
    static const char names[] = "AX\0RGB";
    align(out);
    const int header[] = {2, 0, 0, 2, sizeof names};
    for (int i = 0; i < 5; i++) put_number(out, header[i], 2);
    put_number(out, 1, 1);
    put_number(out, 1, 1);
    put_number(out, 0, 2);
    put_number(out, 3, 2);
    put_bytes(out, names, sizeof names);
}

static void put_description(buffer *out, buffer *body, buffer *table)
{
    static const char name[] = "sendboard-direct|direct colours";
    int flags = 0, numbers = 0, strings = 0;
    while (cn_flag_name(flags)) flags++;
    while (cn_number_name(numbers)) numbers++;
    while (cn_string_name(strings)) strings++;

    put_bytes(body, name, sizeof name);
    for (int i = 0; i < flags; i++) {
        const char *flag = cn_flag_name(i);
        put_number(body, strcmp(flag, "ccc") && cn_description_flag(flag), 1);
    }
    align(body);
    for (int i = 0; i < numbers; i++) put_number(body, number_value(cn_number_name(i)), 4);
    put_strings(body, table, strings);

    const int header[] = {01036, sizeof name, flags, numbers, strings, (int)table->count};
    for (int i = 0; i < 6; i++) put_number(out, header[i], 2);
    put_bytes(out, body->bytes, body->count);
    put_extensions(out);
}

int cn_direct_description(char *text, size_t capacity)
{
    static const char digits[] = "0123456789abcdef";
    static buffer out, body, table;
    memset(&out, 0, sizeof out);
    memset(&body, 0, sizeof body);
    memset(&table, 0, sizeof table);
    put_description(&out, &body, &table);
    if (out.overflowed || body.overflowed || table.overflowed || capacity < 2 * out.count + 5) return 0;

    memcpy(text, "hex:", 4);
    for (size_t i = 0; i < out.count; i++) {
        text[4 + 2 * i] = digits[out.bytes[i] >> 4];
        text[5 + 2 * i] = digits[out.bytes[i] & 15];
    }
    text[4 + 2 * out.count] = 0;
    return 1;
}
