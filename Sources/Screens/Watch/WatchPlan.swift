import Terminal
import ViewModels

/// How many rows each part of the watch gets; the parts that count most are served first.
struct WatchPlan {
    let progress: WatchProgressLayout
    let partition: Partition
    private(set) var title = 0
    private(set) var bar = 0
    private(set) var chart = 0
    private(set) var remarks = 0
    private(set) var states = 0
    private(set) var later = 0
    private(set) var way = 0
    private(set) var columns = 0
    private(set) var list = 0
    /// Blank rows between the parts: none or one.
    private(set) var gap = 0

    init(_ watch: WatchSnapshot, size: Size, _ canvas: Canvas) {
        let width = max(1, size.width - 2)
        progress = WatchProgressLayout(watch, width: width, canvas)
        var free = size.height
        func take(_ wanted: Int) -> Int {
            let taken = min(wanted, free)
            free -= taken
            return taken
        }
        title = size.height > 1 ? take(1) : 0
        partition = Partition(watch, width: width, rows: max(0, free - progress.rows), canvas)
        let said = remarkLines(watch.remarks, columns: width, canvas).count
        guard !watch.states.isEmpty else {
            gap = free > said ? 1 : 0
            remarks = take(said)
            return
        }
        bar = take(progress.rows)
        states = take(partition.rows)
        remarks = take(said)
        // A list that has the cursor keeps a few rows.
        let kept = watch.recipients == nil ? 0 : 4
        func takeSpare(_ wanted: Int) -> Int { free - kept >= wanted ? take(wanted) : 0 }
        let laterRows = laterLines(watch.later, columns: width, canvas).count
        later = watch.later.isEmpty ? 0 : (kept == 0 ? take(laterRows) : takeSpare(laterRows))
        chart = watch.rates.isEmpty || canvas.isPlain && watch.ratesLabel.isEmpty ? 0 : takeSpare(1)
        // The header says where messages go in a small window too.
        way = !watch.way.isEmpty && free - kept >= 6 ? take(1) : 0
        divide(free, watch, size)
    }

    /// What is left goes to the lists, the blank rows between the parts and a higher chart.
    private mutating func divide(_ rows: Int, _ watch: WatchSnapshot, _ size: Size) {
        let breaks = 3 + (remarks > 0 ? 1 : 0)
        gap = rows >= breaks + 4 ? 1 : 0
        var free = rows - gap * breaks
        if size.height >= 28, chart > 0, gap > 0 {
            chart = 3
            free -= 2
        }
        guard free >= 3, size.width >= 40 else { return }
        let wanted = 1 + max(watch.reasons.count, watch.replies.count, watch.domains.count, 1)
        let prefersList = watch.recipients != nil
        if free < 8, prefersList {
            list = free + gap
            return
        }
        columns = free < 8 ? min(wanted, free) : min(wanted, max(4, free * 2 / 5))
        list = free - columns >= 3 ? free - columns : 0
    }
}
