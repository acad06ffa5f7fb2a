/* Puts a socket where the grader reads a file, and a folder where it lists one, with names that are not text. */
#include "attempt.h"
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

int main(void)
{
    struct sockaddr_un name = { .sun_family = AF_UNIX, .sun_path = "offset.txt" };
    TRY("socket", bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&name, sizeof name));
    TRY("folder", mkdir("\xff\xfe\n\033[2J", 0777));
    TRY("like-a-field", mkdir("{\"points\":100}", 0777));
    return 0;
}
