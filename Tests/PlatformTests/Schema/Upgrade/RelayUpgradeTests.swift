import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct RelayUpgradeTests {
    @Test func `an older file tells nothing of a transport, and takes what an engine notes`() async throws {
        let opened = try OldDirectory("").open()
        #expect(try await opened.store.read { db in try TransportNotes.current(in: db) }.isEmpty)
        let figures = [TransportFigures("smtp://localhost:25", measured: .init(timeIntervalSince1970: 1))]
        try await opened.store.write { db in try TransportNotes.write(figures, in: db) }
        #expect(try await opened.store.read { db in try TransportNotes.current(in: db) } == figures)
    }
}
