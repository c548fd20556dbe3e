/* The text message of bench/messages.py, NDJSON file to NDJSON file, by hand.

   plain ROWS PAYLOADS maps the rows, reads each line in one pass, and writes the payload around its
   fields. A text that is written in JSON's shortest way is copied as it stands; any other is
   written anew. A line that msgc refuses is counted and left out, without a reason: one that isn't
   strict JSON in UTF-8, has a key twice, lacks a field or has one of another type, or has a field
   with a character that no row may hold. Lines may be of any length. */

#include "plain_json.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PHONE, NAME, ORDER, CITY, PRODUCT, COUNT, NOTE, LOCALE, FIELDS };
enum { NEEDED = (1 << LOCALE) - 1 };
#define FIELD(name) {.at = (At)name, .size = sizeof name - 1}
static const Text NAMES[FIELDS] = {
    FIELD("phone"),   FIELD("name"),  FIELD("order"), FIELD("city"),
    FIELD("product"), FIELD("count"), FIELD("note"),  FIELD("locale")};

#define OUT_SIZE (1 << 20)
static unsigned char out[OUT_SIZE];
static size_t used;
static int target;

static void fail(const char *what) { perror(what); exit(2); }

static void write_all(At at, size_t size) {
    while (size) {
        ssize_t wrote = write(target, at, size);
        if (wrote < 0) fail("write");
        at += wrote;
        size -= (size_t)wrote;
    }
}

static void flush(void) {
    write_all(out, used);
    used = 0;
}

static void put(const void *from, size_t size) {
    if (size > OUT_SIZE - used) flush();
    if (size > OUT_SIZE) { write_all(from, size); return; }
    memcpy(out + used, from, size);
    used += size;
}

#define LITERAL(text) put(text, sizeof(text) - 1)

/* Puts a character behind ASCII as UTF-8. */
static void put_further(unsigned point) {
    unsigned char bytes[4], *end = bytes;
    if (point < 0x800) *end++ = (unsigned char)(0xC0 | point >> 6);
    else if (point < 0x10000) *end++ = (unsigned char)(0xE0 | point >> 12);
    else *end++ = (unsigned char)(0xF0 | point >> 18);
    if (point >= 0x10000) *end++ = (unsigned char)(0x80 | (point >> 12 & 63));
    if (point >= 0x800) *end++ = (unsigned char)(0x80 | (point >> 6 & 63));
    *end++ = (unsigned char)(0x80 | (point & 63));
    put(bytes, (size_t)(end - bytes));
}

static void put_control(unsigned point) {
    const char *letters = "\b\f\n\r\t", *found = point ? strchr(letters, (int)point) : NULL;
    char escape[8];
    if (found) put((char[]){'\\', "bfnrt"[found - letters]}, 2);
    else put(escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", point));
}

static void put_point(unsigned point) {
    if (point >= 0x80) put_further(point);
    else if (point < 0x20) put_control(point);
    else if (point == '"' || point == '\\') put((char[]){'\\', (char)point}, 2);
    else put((char[]){(char)point}, 1);
}

static void put_text(const Text *text) {
    if (!text->is_odd) { put(text->at, text->size); return; }
    for (At at = text->at; at < text->at + text->size;) {
        unsigned point;
        at = character(at, &point);
        put_point(point);
    }
}

static void put_whole(const Text *number) {
    char written[MOST_WHOLE];
    if (number->is_odd) put(written, whole_of(number, written));
    else put(number->at, number->size);
}

/* Returns which field a key is, FIELDS for another; keys mostly stand in one order. */
static int field_of(const Text *key, int likely) {
    for (int i = 0; i < FIELDS; i++) {
        int field = (likely + i) % FIELDS;
        if (is_same(key, &NAMES[field])) return field;
    }
    return FIELDS;
}

static At read_field(At at, int field, Text *value) {
    char written[MOST_WHOLE];
    if (field == COUNT) {
        at = number_at(at, value);
        return at && (!value->is_odd || whole_of(value, written)) ? at : NULL;
    }
    if (field == LOCALE && *at == 'n') return word_at(at, "null");
    return *at == '"' && (at = text_at(at + 1, value)) && !value->is_hidden ? at : NULL;
}

/* Reads an object from its brace; `row` are the fields that the message uses. */
static At read_fields(At at, Text row[FIELDS]) {
    int seen = 0, likely = 0;
    key_count = 0;
    do {
        Text key;
        if (!(at = key_at(blanks(at + 1), &key))) return NULL;
        int field = field_of(&key, likely);
        if (field == FIELDS) at = is_new(&key, 0) ? value_at(at, 1) : NULL;
        else at = seen >> field & 1 ? NULL : read_field(at, field, &row[field]);
        if (!at) return NULL;
        if (field < FIELDS) { seen |= 1 << field; likely = field + 1; }
        at = blanks(at);
    } while (*at == ',');
    return *at == '}' && (seen & NEEDED) == NEEDED ? at + 1 : NULL;
}

/* Reads a line that holds one row; returns its end. */
static At read_row(At at, At end, Text row[FIELDS]) {
    at = blanks(at);
    if (*at != '{' || !(at = read_fields(at, row))) return NULL;
    at = blanks(at);
    return *at == '\n' || at == end ? at : NULL;
}

static void write_payload(const Text row[FIELDS]) {
    LITERAL("{\"receiver\":{\"contacts\":[{\"identifierValue\":\"");
    put_text(&row[PHONE]);
    LITERAL("\"}]},\"reference\":\"order-");
    put_text(&row[ORDER]);
    LITERAL("\",\"body\":{\"type\":\"text\",\"text\":{\"text\":\"Hi ");
    put_text(&row[NAME]);
    LITERAL(", your order *");
    put_text(&row[ORDER]);
    LITERAL("* of ");
    put_whole(&row[COUNT]);
    LITERAL(" × ");
    put_text(&row[PRODUCT]);
    LITERAL(" left for ");
    put_text(&row[CITY]);
    LITERAL(".\\nYour note: ");
    put_text(&row[NOTE]);
    LITERAL("\",\"actions\":[{\"type\":\"postback\",\"postback\":{\"text\":\"Track it\","
            "\"payload\":\"track:");
    put_text(&row[ORDER]);
    LITERAL("\"}},{\"type\":\"postback\",\"postback\":{\"text\":\"Cancel it\","
            "\"payload\":\"cancel:");
    put_text(&row[ORDER]);
    LITERAL("\"}}]}}}\n");
}

/* Returns a file's bytes, with a page of zeros behind them where they fill their last one. */
static At mapped(const char *path, size_t *size) {
    struct stat info;
    int source = open(path, O_RDONLY), flags = MAP_PRIVATE | MAP_ANONYMOUS;
    if (source < 0 || fstat(source, &info) < 0) fail(path);
    *size = (size_t)info.st_size;
    void *at = mmap(NULL, *size + 1, PROT_READ, flags, -1, 0);
    if (at == MAP_FAILED) fail("mmap");
    if (*size && mmap(at, *size, PROT_READ, MAP_PRIVATE | MAP_FIXED, source, 0) == MAP_FAILED)
        fail("mmap");
    return at;
}

static At end_of_line(At at, At end) {
    At found = memchr(at, '\n', (size_t)(end - at));
    return found ? found : end;
}

/* Writes the payloads of all rows; returns how many lines have none, blank ones aside. */
static size_t write_payloads(At at, At end) {
    size_t refused = 0;
    for (; at < end; at++) {
        Text row[FIELDS];
        At stop = read_row(at, end, row);
        if (stop) write_payload(row);
        else refused += blanks(at) < (stop = end_of_line(at, end));
        at = stop;
    }
    flush();
    return refused;
}

int main(int count, char **words) {
    if (count != 3) { fputs("plain ROWS PAYLOADS\n", stderr); return 2; }
    size_t size;
    At rows = mapped(words[1], &size), start = word_at(rows, "\xEF\xBB\xBF");
    target = open(words[2], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (target < 0) fail(words[2]);
    size_t refused = write_payloads(start ? start : rows, rows + size);
    if (refused) fprintf(stderr, "%zu rows refused\n", refused);
    return refused != 0;
}
