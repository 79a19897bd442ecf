import Foundation
import ServiceCore
import Store
import TestSupport

@testable import Platform

/// Lists that come into the platform of a fixture with one account.
struct ListBench {
    let people: PeopleFixture

    init() async throws { people = try await PeopleFixture() }

    var platform: TemporaryPlatform { people.fixture }

    func look(
        _ text: String, _ kind: ResourceKind = .contact, _ order: ListOrder = ListOrder()
    ) async throws -> ListReport {
        let intake = try platform.require(platform.operations(kind).intake)
        return try await intake.look(.of(text), order, ListWatch())
    }

    @discardableResult
    func take(
        _ text: String, _ kind: ResourceKind = .contact, _ order: ListOrder = ListOrder()
    ) async throws -> (report: ListReport, outcome: EditOutcome) {
        let intake = try platform.require(platform.operations(kind).intake)
        return try await intake.take(.of(text), order, ListWatch())
    }

    /// What the tables hold of people, and of what lists left to be taken back by.
    func state() async throws -> [String] { try await people.state() }

    func count(_ table: String) async throws -> Int {
        try await people.store.read { db in try Int.fetchOne(db, "SELECT count(*) FROM \(sql: table)") ?? 0 }
    }
}

extension ListFile {
    /// `n` contacts, each with another address.
    static func contacts(_ count: Int) -> ListFile {
        .of(
            "email,first_name,groups\n"
                + (1...count).map { "p\($0)@a.test,P\($0),spring" }.joined(separator: "\n"))
    }
}
