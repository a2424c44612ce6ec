/*
 * Holds, and spoils, packets that the firewall hands over (NFQUEUE): where a kernel has no netem, this stands in.
 *
 *   packets QUEUE DELAY_MS JITTER_MS SPOILED_PER_TEN_THOUSAND
 *
 * Each packet goes on after DELAY_MS, give or take JITTER_MS, so that packets overtake each other. Of those of TCP with a payload some
 * get one bit of it turned round and a right checksum for that, so that only who looks at the payload can notice.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter.h>
#include <libnetfilter_queue/libnetfilter_queue.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define TCP 6
#define BUFFER_BYTES (1 << 17)

struct held {
    int64_t due_micros;
    uint32_t id;
    int length;
    unsigned char *payload; /* NULL: as it came */
    struct held *next;
};

static struct held *first;
static int delay_ms, jitter_ms, spoiled;

static int64_t now_micros(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void hold(struct held *packet) {
    struct held **place = &first;
    while (*place != NULL && (*place)->due_micros <= packet->due_micros) {
        place = &(*place)->next;
    }
    packet->next = *place;
    *place = packet;
}

static void correct_checksum(unsigned char *packet, int header, int length) {
    unsigned char *tcp = packet + header;
    int bytes = length - header;
    uint32_t sum = TCP + (uint32_t)bytes;
    tcp[16] = tcp[17] = 0;
    for (int i = 12; i < 20; i += 2) {
        sum += (uint32_t)packet[i] << 8 | packet[i + 1];
    }
    for (int i = 0; i < bytes; i++) {
        sum += i % 2 == 0 ? (uint32_t)tcp[i] << 8 : tcp[i];
    }
    while (sum > 0xffff) {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    sum = ~sum;
    tcp[16] = (unsigned char)(sum >> 8);
    tcp[17] = (unsigned char)sum;
}

static void spoil(struct held *packet, const unsigned char *payload, int length) {
    if (length < 40 || payload[0] >> 4 != 4 || payload[9] != TCP) {
        return;
    }
    int header = (payload[0] & 15) * 4;
    int content = header + (payload[header + 12] >> 4) * 4;
    if (content >= length) {
        return;
    }
    packet->payload = malloc((size_t)length);
    if (packet->payload == NULL) {
        return;
    }
    memcpy(packet->payload, payload, (size_t)length);
    packet->length = length;
    packet->payload[content + rand() % (length - content)] ^= (unsigned char)(1 << rand() % 8);
    correct_checksum(packet->payload, header, length);
}

static int arrived(struct nfq_q_handle *queue, struct nfgenmsg *message, struct nfq_data *data, void *unused) {
    (void)queue, (void)message, (void)unused;
    struct nfqnl_msg_packet_hdr *header = nfq_get_msg_packet_hdr(data);
    struct held *packet = calloc(1, sizeof *packet);
    if (header == NULL || packet == NULL) {
        exit(1);
    }
    packet->id = ntohl(header->packet_id);
    int jitter = jitter_ms == 0 ? 0 : rand() % (2 * jitter_ms + 1) - jitter_ms;
    packet->due_micros = now_micros() + (int64_t)(delay_ms + jitter) * 1000;
    if (rand() % 10000 < spoiled) {
        unsigned char *payload;
        int length = nfq_get_payload(data, &payload);
        spoil(packet, payload, length);
    }
    hold(packet);
    return 0;
}

int main(int count, char **words) {
    if (count != 5) {
        fputs("packets QUEUE DELAY_MS JITTER_MS SPOILED_PER_TEN_THOUSAND\n", stderr);
        return 2;
    }
    delay_ms = atoi(words[2]);
    jitter_ms = atoi(words[3]);
    spoiled = atoi(words[4]);
    struct nfq_handle *handle = nfq_open();
    struct nfq_q_handle *queue =
        handle == NULL ? NULL : nfq_create_queue(handle, (uint16_t)atoi(words[1]), arrived, NULL);
    if (queue == NULL) {
        perror("no queue");
        return 1;
    }
    nfq_set_mode(queue, NFQNL_COPY_PACKET, 0xffff);
    nfq_set_queue_maxlen(queue, 65536);
    static char buffer[BUFFER_BYTES];
    struct pollfd waiting = {.fd = nfq_fd(handle), .events = POLLIN};
    for (;;) {
        int64_t left_ms = first == NULL ? 1000 : (first->due_micros - now_micros() + 999) / 1000;
        if (poll(&waiting, 1, left_ms < 0 ? 0 : (int)left_ms) > 0) {
            ssize_t length = recv(waiting.fd, buffer, sizeof buffer, 0);
            if (length > 0) {
                nfq_handle_packet(handle, buffer, (int)length);
            } else if (length < 0 && errno != ENOBUFS && errno != EINTR) {
                return 1;
            }
        }
        while (first != NULL && first->due_micros <= now_micros()) {
            struct held *packet = first;
            first = packet->next;
            nfq_set_verdict(queue, packet->id, NF_ACCEPT, (uint32_t)packet->length, packet->payload);
            free(packet->payload);
            free(packet);
        }
    }
}
