/// How many sessions a pool holds, and for how long.
package struct PoolOptions: Sendable {
    package var session = SessionOptions()
    /// As many as are opened where there is work for them.
    package var sessions = 10
    /// As many as there may be where the relay is slow and answers no slower to more.
    package var mostSessions = 50
    /// After so many messages a session is renewed,
    package var messagesPerSession = 1000
    /// and after so long.
    package var sessionAge: Duration = .seconds(300)
    /// How long no further session is tried after one was refused while others stand.
    package var pauseAfterRefusal: Duration = .seconds(30)
    /// How long others wait for a session that tries before them.
    package var probePatience: Duration = .seconds(5)

    package init() {}
}
