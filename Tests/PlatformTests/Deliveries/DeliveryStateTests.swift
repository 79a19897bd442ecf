import ServiceCore
import Testing

@testable import Platform

@Suite struct DeliveryStateTests {
    @Test func `what has ended is never sent again by itself`() {
        for state in StoredDeliveryState.allCases where state.isTerminal {
            for step in DeliveryStep.allCases where step != .again {
                let next = state.after(step)
                #expect(next == nil || next == .delivered || next == .bounced, "\(state) \(step)")
            }
        }
    }

    @Test func `a person has those sent again that were never handed over, and no others`() {
        let again = StoredDeliveryState.allCases.filter { $0.after(.again) == .queued }
        #expect(again == ResendChoice.Who.notReached.states)
        #expect(ResendChoice.Who.unknown.states.allSatisfy { $0.after(.resend) == .queued })
    }

    @Test func `an unknown one moves only by a decision`() {
        let moves = DeliveryStep.allCases.filter { StoredDeliveryState.unknown.after($0) != nil }
        #expect(moves == [.resend, .settle])
    }

    @Test func `only what waits can be claimed`() {
        let claimable = StoredDeliveryState.allCases.filter { $0.after(.claim) != nil }
        #expect(claimable == [.queued, .deferred])
    }

    @Test func `every stored state is in exactly one part of the audience`() {
        let all = DeliveryState.allCases.flatMap { StoredDeliveryState.states(of: $0) }
        #expect(all.count == StoredDeliveryState.allCases.count)
        #expect(Set(all).count == all.count)
    }
}
