// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Names of error numbers, those that never leave the kernel included. */
public final class Errno {
    /** The largest; what is beyond is no error (MAX_ERRNO). */
    public static final int MAX = 4095;

    /** From 1 on, a dash where there is none. */
    private static final String NUMBERED =
            """
            EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM
            EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE
            EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE
            EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG
            EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO
            EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG EREMOTE
            ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ
            EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART
            ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT
            EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT
            EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED
            ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT
            ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN
            ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY
            EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL
            EHWPOISON
            """;

    /** include/linux/errno.h. */
    private static final int FIRST_OF_KERNEL = 512;

    private static final String NUMBERED_OF_KERNEL =
            """
            ERESTARTSYS ERESTARTNOINTR ERESTARTNOHAND ENOIOCTLCMD ERESTART_RESTARTBLOCK
            EPROBE_DEFER EOPENSTALE ENOPARAM - EBADHANDLE ENOTSYNC EBADCOOKIE ENOTSUPP
            ETOOSMALL ESERVERFAULT EBADTYPE EJUKEBOX EIOCBQUEUED ERECALLCONFLICT ENOGRACE
            """;

    private static final String[] NEGATIVE = new String[MAX + 1];

    static {
        Arrays.fill(NEGATIVE, "");
        fill(1, NUMBERED);
        fill(FIRST_OF_KERNEL, NUMBERED_OF_KERNEL);
    }

    private Errno() {}

    private static void fill(int first, String names) {
        int number = first;
        for (String name : names.strip().split("\\s+")) {
            NEGATIVE[number++] = name.equals("-") ? "" : "-" + name;
        }
    }

    /** {@code -ENOENT} for 2; empty for a number without a name. */
    public static String name(int errno) {
        return NEGATIVE[errno];
    }

    /** All that have a name: {@code -ENOENT} is -2. */
    public static List<Meaning.Constant> constants() {
        return IntStream.rangeClosed(1, MAX)
                .filter(errno -> !NEGATIVE[errno].isEmpty())
                .mapToObj(errno -> new Meaning.Constant(NEGATIVE[errno], -errno))
                .toList();
    }
}
