import Platform
import Providers
import ServiceCore
import TestSupport
import Testing

/// What one process does not know of its writes is unknown to the other, until one of them finds out.
extension OtherProcessTests {
    @Test(.timeLimit(.minutes(3)))
    func `what another process does not know is unknown here too, for ten minutes`() async throws {
        try await at("dmds") { desk in
            let first = try await desk.opened()
            let ana = try await row(.contact, Case.ana, of: first)
            let subject = try #require(ContractSubject.all.first { $0.kind == "dmds" })
            desk.front.behave(.droppedBefore(1), isWrite: subject.isWrite)
            let whitelist = try #require(first.resources[.contact]?.action("whitelist"))
            let error = await #expect(throws: ServiceError.self) {
                try await whitelist.perform([ana.id], FormValues())
            }
            #expect(error?.code == .outcomeUnknown)
            let second = try await desk.opened()
            let shown = try await row(.contact, Case.ana, of: second)
            #expect(shown["whitelisted"] == FieldValue.none && shown.doubted == ["whitelisted"])
            desk.time.pass(.seconds(600))
            let later = try await row(.contact, Case.ana, of: second)
            #expect(later["whitelisted"] == .flag(false) && later.doubt == nil)
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `an edit of what is in doubt is sent, though a read that lags says that it is so already`()
        async throws
    {
        try await at("dmds") { desk in
            let connection = try await desk.opened()
            let ana = try await row(.contact, Case.ana, of: connection)
            let subject = try #require(ContractSubject.all.first { $0.kind == "dmds" })
            desk.front.behave(.actedThenDropped(1), isWrite: subject.isWrite)
            let contacts = try #require(connection.resources[.contact])
            let (on, off) = (
                try #require(contacts.action("whitelist")), try #require(contacts.action("unwhitelist"))
            )
            await #expect(throws: ServiceError.self) { try await on.perform([ana.id], FormValues()) }
            let shown = try await row(.contact, Case.ana, of: connection)
            #expect(on.availability(shown).isAvailable && off.availability(shown).isAvailable)
            _ = try await off.perform([ana.id], FormValues())
            let now = try await row(.contact, Case.ana, of: desk.served.platform.connection)
            #expect(now["whitelisted"] == .flag(false))
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `what another process found out of it is known here`() async throws {
        try await at("dmds") { desk in
            let first = try await desk.opened()
            let ana = try await row(.contact, Case.ana, of: first)
            let subject = try #require(ContractSubject.all.first { $0.kind == "dmds" })
            desk.front.behave(.actedThenDropped(1), isWrite: subject.isWrite)
            let whitelist = try #require(first.resources[.contact]?.action("whitelist"))
            await #expect(throws: ServiceError.self) { try await whitelist.perform([ana.id], FormValues()) }
            let second = try await desk.opened()
            #expect(try await row(.contact, Case.ana, of: second).doubt != nil)
            desk.time.pass(.seconds(181))
            #expect(try await row(.contact, Case.ana, of: first)["whitelisted"] == .flag(true))
            let settled = try await row(.contact, Case.ana, of: second)
            #expect(settled["whitelisted"] == .flag(true) && settled.doubt == nil)
        }
    }

    /// Carries an action out whose answer is lost.
    func lose(
        _ name: String, _ way: ServerWay, on connection: Connection, at desk: Desk
    ) async throws {
        let subject = try #require(ContractSubject.all.first { $0.kind == "dyn" })
        let ops = try await row(.account, Case.ops, of: connection)
        desk.front.behave(way, isWrite: subject.isWrite)
        let action = try #require(connection.resources[.account]?.action(name))
        let error = await #expect(throws: ServiceError.self) {
            try await action.perform([ops.id], FormValues())
        }
        #expect(error?.code == .outcomeUnknown)
    }

    @Test(.timeLimit(.minutes(3)), arguments: [true, false])
    func `a stale read does not settle an edit of what another lost edit may have changed`(isOther: Bool)
        async throws
    {
        try await at("dyn") { desk in
            let first = try await desk.opened()
            try await lose("track-opens", .actedThenDropped(1), on: first, at: desk)
            let second = isOther ? try await desk.opened() : first
            try await lose("untrack-opens", .droppedBefore(1), on: second, at: desk)
            for connection in [first, second] {
                #expect(try await row(.account, Case.ops, of: connection)["track_opens"] == FieldValue.none)
            }
            desk.time.pass(.seconds(601))
            // The first read finds out what came of it.
            _ = try await row(.account, Case.ops, of: second)
            let later = try await row(.account, Case.ops, of: second)
            #expect(later["track_opens"] == .flag(true) && later.doubt == nil)
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `an edit that is answered ends the doubt of what it wrote, and tells what that is`() async throws {
        try await at("dyn") { desk in
            let connection = try await desk.opened()
            try await lose("track-opens", .actedThenDropped(1), on: connection, at: desk)
            let untrack = try #require(connection.resources[.account]?.action("untrack-opens"))
            let ops = try await row(.account, Case.ops, of: connection)
            _ = try await untrack.perform([ops.id], FormValues())
            for other in [connection, try await desk.opened()] {
                let shown = try await row(.account, Case.ops, of: other)
                #expect(shown["track_opens"] == .flag(false) && shown.doubt == nil)
            }
            let entry = try #require(try await desk.entries(of: connection).last)
            #expect(entry.outcome == .done && entry.changes.map(\.after) == [.flag(false)])
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `a lost edit is settled with its own values after another edit of its row`() async throws {
        try await at("dyn") { desk in
            let connection = try await desk.opened()
            try await lose("track-unsubscribes", .actedThenDropped(1), on: connection, at: desk)
            let track = try #require(connection.resources[.account]?.action("track-links"))
            let ops = try await row(.account, Case.ops, of: connection)
            _ = try await track.perform([ops.id], FormValues())
            desk.time.pass(.seconds(181))
            _ = try await row(.account, Case.ops, of: connection)
            let shown = try await row(.account, Case.ops, of: connection)
            #expect(shown["track_unsubscribes"] == .flag(true) && shown.doubt == nil)
            let entries = try await desk.entries(of: connection)
            let done = try #require(entries.last { $0.what == "track unsubscribes" && $0.outcome == .done })
            #expect(done.changes.map(\.field) == ["track_unsubscribes"])
            #expect(done.changes.first?.before == .flag(false) && done.changes.first?.after == .flag(true))
        }
    }

    @Test(.timeLimit(.minutes(3)))
    func `a command that sees what another lost says so in the trail, once`() async throws {
        try await at("dyn") { desk in
            let first = try await desk.opened()
            try await lose("track-opens", .actedThenDropped(1), on: first, at: desk)
            desk.time.pass(.seconds(181))
            let second = try await desk.opened()
            for connection in [second, second, first, second] {
                let shown = try await row(.account, Case.ops, of: connection)
                #expect(shown["track_opens"] == .flag(true) && shown.doubt == nil)
            }
            let entries = try await desk.entries(of: first)
            #expect(entries.map(\.outcome) == [.stillUnknown, .done])
            #expect(entries.last?.changes == entries.first?.changes)
        }
    }
}
