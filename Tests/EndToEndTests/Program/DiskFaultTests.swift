import Foundation
import Glibc
import TestSupport
import Testing

/// D1 and D2: a disk that is full or fails in the midst of a launch through a relay.
///
/// What cannot be recorded is not handed over, and nothing is half written.
///
/// Cases D1, D2.
@Suite(
    .serialized, .timeLimit(.minutes(20)),
    .enabled(if: RandomKeys.isLong, "it is of the long sizes"),
    .enabled(if: DiskFaults.absence == nil, "\(DiskFaults.absence ?? "")"))
struct DiskFaultTests {
    @Test(arguments: DiskFaults.Kind.allCases)
    func `sending pauses before more is handed over, and goes on by itself once the disk works`(
        _ kind: DiskFaults.Kind
    ) async throws {
        let launch = try await LaunchThroughRelay(to: 800)
        defer { launch.program.cleanUp() }
        let faults = try DiskFaults(in: launch.program)
        let server = try launch.launch(environment: faults.environment)
        await launch.relay.accepted(60)
        try faults.begin(kind)
        await faults.failed(1)
        // What a session has begun when the first write failed may still be answered.
        let held = launch.relay.accepted.count + launch.relay.openCount
        await faults.failed(3)
        #expect(launch.relay.accepted.count <= held)
        try faults.end(kind)
        server.waitUntilExit()
        #expect(server.terminationStatus == 0)
        try await launch.sumUp()
        let looked = try launch.shop.done("info")
        #expect(!looked.contains("damaged"), "\(looked)")
    }

    @Test(arguments: DiskFaults.Kind.allCases)
    func `a program that is killed on a disk that fails has lost nothing`(
        _ kind: DiskFaults.Kind
    ) async throws {
        let launch = try await LaunchThroughRelay(to: 400)
        defer { launch.program.cleanUp() }
        let faults = try DiskFaults(in: launch.program)
        let server = try launch.launch(environment: faults.environment)
        await launch.relay.accepted(60)
        try faults.begin(kind)
        await faults.failed(2)
        let sessions = launch.relay.openCount
        LaunchThroughRelay.end(server, SIGKILL)
        launch.books.expectHonest(try await launch.books.states(), launch.relay, unknown: sessions)
        try await launch.finish(unknown: sessions)
    }
}
