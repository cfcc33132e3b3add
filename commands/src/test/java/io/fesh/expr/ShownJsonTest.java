// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;
import io.fesh.verb.CommandTable;
import io.fesh.verb.Dispatcher;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownJsonTest {
    private final FakeTarget target = new FakeTarget(new FakeSymbols());
    private final RecordingOutput out = new RecordingOutput(target.symbols());
    private final Dispatcher dispatcher =
            new Dispatcher(CommandTable.standard(), new FakeSession(target, out));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "print nr_threads | {'expr':'nr_threads','type':'int','value':54,'at':12.81}",
                "print init_task.comm |"
                        + " {'expr':'init_task.comm','type':'char[16]','value':'swapper/0','at':12.81}",
                "print system_state | {'expr':'system_state','type':'enum system_states',"
                        + "'value':'SYSTEM_RUNNING','at':12.81}",
                "print task(2)->usage | {'expr':'task(2)->usage','type':'atomic_t',"
                        + "'value':{'counter':2},'at':12.81}",
                "print tasks()->pid | {'expr':'tasks()->pid','type':'pid_t',"
                        + "'value':[{'index':0,'value':1},{'index':1,'value':2}],'at':12.81}",
                "print *(int *)8 | {'expr':'*(int *)8','type':'int',"
                        + "'value':{'fault':'0x8','why':'NULL pointer'},'at':12.81}",
                "x/2wd &task(2)->pid | {'address':'0xffff888000010228','values':[2,2]}",
                "x/gx 0 | {'address':'0x0','values':[null]}",
                "whatis init_task.pid | {'expr':'init_task.pid','type':'pid_t','size':4}",
            })
    void aProgramReads(String line, String object) throws Exception {
        dispatcher.run(line);
        assertThat(out.objects()).containsExactly(object.strip().replace('\'', '"'));
    }
}
