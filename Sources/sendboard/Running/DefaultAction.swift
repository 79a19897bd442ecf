import Glibc

/// What a signal does to a process that does nothing about it.
enum DefaultAction {
    /// Has the signal do that here.
    ///
    /// - Returns: where the process goes on, as after a stop.
    static func befall(_ number: Int32) {
        signal(number, SIG_DFL)
        // Dispatch blocks signals on its threads, one of which this may be.
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, number)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        raise(number)
    }
}
