import ServiceCore
import TestSupport

@testable import ViewModels

extension Sample {
    static var report: CampaignReport {
        var report = CampaignReport(progress)
        report.domainsCountEvents = true
        report.people = CampaignReport.People()
        report.people?.later = [.open: 987, .click: 201, .bounceSoft: 31, .complaint: 2, .unsubscribe: 5]
        report.people?.replies = ["451 4.7.1 try again later": 120, "550 5.1.1 no such user": 88]
        report.links = [.init("https://shop.example/spring", clicks: 233, people: 201)]
        report.timeline = CampaignTimeline(
            start: ago(10), step: 60, counts: [.accepted: [4000, 3184], .delivered: [2100, 4900]])
        return report
    }

    static var recipients: [Delivery] {
        let rows: [(String, DeliveryState, String, [EventKind])] = [
            ("ana@example.org", .delivered, "250 2.0.0 queued", [.accepted, .delivered, .open, .click]),
            ("bo@example.net", .notSent, "suppressed: complaint", [.notSent]),
            ("lee@example.net", .bounced, "550 5.1.1 no such user", [.refused]),
        ]
        return rows.enumerated().map { index, row in
            var delivery = Delivery(
                id: id(.delivery, "\(index)"), account: account, campaign: "Spring sale", address: row.0,
                state: row.1)
            (delivery.reply, delivery.events, delivery.changed) = (row.2, row.3, ago(2))
            return delivery
        }
    }
}

extension BoardScene {
    private static func showReport(_ driver: BoardDriver) async {
        driver.store.reports(Sample.report)
        driver.store.put(Sample.recipients)
        await driver.keys("6")
        await driver.command("filter spring")
        await driver.keys("N")
    }

    nonisolated static let launches: [BoardScene] = [
        BoardScene("report", shows: "Report of Spring sale", "Running") { driver in
            await showReport(driver)
        },
        BoardScene("recipients", shows: "Recipients", "ana@example.org", "lee@example.net") { driver in
            await showReport(driver)
            await driver.keys("j", "j", "Enter")
        },
        BoardScene("fate", shows: "In “Spring sale”", "stands", "bounced") { driver in
            await showReport(driver)
            await driver.keys("W")
            driver.type("lee@example.net")
            await driver.keys("Enter")
        },
    ]
}
